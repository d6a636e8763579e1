import { ApiError } from "./failure.ts";

/** Status line and headers of one answer, judged strictly: a daemon is not trusted to frame its body. */
export interface HttpHead {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly framing:
    | { readonly kind: "chunked" }
    | { readonly kind: "length"; readonly bytes: number }
    | { readonly kind: "until-close" };
}

const STATUS_LINE = /^HTTP\/1\.[01] (\d{3})(?: [^\r\n]*)?$/;
const HEADER_LINE = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*$/;
// Two of these that differ are how one answer is smuggled into another; two that agree are no better.
const ONCE_ONLY: ReadonlySet<string> = new Set(["content-length", "transfer-encoding"]);

const malformed = (message: string): ApiError => new ApiError("malformed", message);

function framingOf(headers: ReadonlyMap<string, string>): HttpHead["framing"] {
  const encoding = headers.get("transfer-encoding");
  const length = headers.get("content-length");
  if (encoding !== undefined && length !== undefined)
    throw malformed("the answer has both a length and a transfer encoding");
  if (encoding !== undefined) {
    if (encoding.toLowerCase() !== "chunked")
      throw malformed(`unknown transfer encoding ${encoding.slice(0, 40)}`);
    return { kind: "chunked" };
  }
  if (length === undefined) return { kind: "until-close" };
  if (!/^\d{1,15}$/.test(length)) throw malformed(`not a content length: ${length.slice(0, 40)}`);
  return { kind: "length", bytes: Number(length) };
}

/** The head without its closing empty line. Throws ApiError `malformed`. */
export function parseHead(text: string): HttpHead {
  const [statusLine = "", ...lines] = text.split("\r\n");
  const status = Number(STATUS_LINE.exec(statusLine)?.[1]);
  if (Number.isNaN(status)) throw malformed("the answer does not begin with an HTTP status line");
  if (status < 200) throw malformed(`status ${status}: an upgrade or an interim answer was not asked for`);
  const headers = new Map<string, string>();
  for (const line of lines) {
    const [, rawName, value] = HEADER_LINE.exec(line) ?? [];
    if (rawName === undefined || value === undefined) throw malformed("a header line is not NAME: VALUE");
    const name = rawName.toLowerCase();
    if (headers.has(name) && ONCE_ONLY.has(name)) throw malformed(`${name} is there twice`);
    headers.set(name, value);
  }
  return { status, headers, framing: framingOf(headers) };
}
