"use client";

import { useEffect, useState } from "react";
import type { Answer } from "./ask.ts";

/**
 * What is asked for once something stands on the screen, and again when it is about something else; undefined before the
 * first answer. `question` is one function for good, not one of each drawing.
 */
export function useAnswer<Value, Subject = undefined>(
  question: (subject: Subject) => Promise<Answer<Value>>,
  subject: Subject,
): Answer<Value> | undefined {
  const [answer, setAnswer] = useState<Answer<Value> | undefined>(undefined);
  useEffect(() => {
    let isWanted = true;
    void question(subject).then((found) => isWanted && setAnswer(found));
    return () => {
      isWanted = false;
    };
  }, [question, subject]);
  return answer;
}
