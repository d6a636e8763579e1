"use client";

import type { FormEvent } from "react";
import { addComment, resolveComment } from "#lib/client/postmortem-api.ts";
import { COMMENT_LIMIT, type PostmortemComment } from "#lib/domain/postmortem/document.ts";
import { Markdown } from "../timeline/markdown.tsx";
import { Button } from "../ui/button.tsx";
import { Message } from "../ui/message.tsx";
import { Moment } from "../ui/times.tsx";
import { type Act, useAct } from "../ui/use-act.ts";
import { useKeptText } from "./use-kept-text.ts";

interface CommentsProps {
  readonly incidentId: string;
  readonly comments: readonly PostmortemComment[];
  /** Section the cursor is in, and what is chosen there. */
  readonly section: string;
  readonly quote: () => string;
  /** Open ones stand beside the text: here are the others, and where one is written. */
  readonly areOpenBeside: boolean;
}

const aboutOf = (section: string): string => (section === "" ? "the whole" : `“${section}”`);

/** What one person says of it. */
export function Comment({
  incidentId,
  comment,
  act,
}: Pick<CommentsProps, "incidentId"> & {
  readonly comment: PostmortemComment;
  readonly act: Act;
}) {
  return (
    <>
      <p className="t12 i3">
        <b className="i2">{comment.by.name}</b>, <Moment at={comment.at} />, on {aboutOf(comment.section)}
        {comment.resolvedBy !== undefined && `; resolved by ${comment.resolvedBy}`}
      </p>
      {comment.quote !== undefined && <blockquote className="t12 i2">{comment.quote}</blockquote>}
      <Markdown text={comment.markdown} />
      {comment.resolvedAt === undefined && (
        <Button
          look="quiet"
          isSmall
          onClick={() => void act.run(() => resolveComment(incidentId, comment.id))}
        >
          Resolve
        </Button>
      )}
    </>
  );
}

/** What people say of the text. Open ones hold up publishing. */
export function Comments({ incidentId, comments, section, quote, areOpenBeside }: CommentsProps) {
  const act = useAct();
  const [text, setText] = useKeptText(`comment.${incidentId}`);
  const open = comments.filter(({ resolvedAt }) => resolvedAt === undefined);
  const done = comments.filter(({ resolvedAt }) => resolvedAt !== undefined);
  function submit(event: FormEvent): void {
    event.preventDefault();
    const words = quote().trim().slice(0, 500);
    const comment = { section, markdown: text.trim(), ...(words !== "" && { quote: words }) };
    void act
      .run(() => addComment(incidentId, comment))
      .then((isDone) => {
        if (isDone) setText("");
      });
  }
  const shown = (comment: PostmortemComment) => (
    <li key={comment.id}>
      <Comment incidentId={incidentId} comment={comment} act={act} />
    </li>
  );
  return (
    <section className="cm" aria-labelledby="comments">
      <h2 id="comments">
        Comments{" "}
        <span className="t12 i3">
          {comments.length === 0 ? "none" : `${open.length} open, ${done.length} resolved`}
        </span>
      </h2>
      {!areOpenBeside && <ul>{open.map(shown)}</ul>}
      {done.length > 0 && (
        <details>
          <summary className="t12">Resolved</summary>
          <ul>{done.map(shown)}</ul>
        </details>
      )}
      <form onSubmit={submit}>
        <label htmlFor="comment" className="t12 i3">
          On {aboutOf(section)}, and on the words that are selected there
        </label>
        <textarea
          id="comment"
          className="inp"
          rows={2}
          maxLength={COMMENT_LIMIT}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" isSmall disabled={text.trim() === "" || act.isBusy}>
          Comment
        </Button>
      </form>
      {act.failure !== undefined && <Message kind="failed">{act.failure}</Message>}
    </section>
  );
}
