/** Headers with which a page of Foghorn asks for a change. */
export const changing = (url: string) => ({
  origin: url,
  "content-type": "application/json",
  "x-foghorn-csrf": "1",
});

/** What a page does, without a browser. Rejects with what was answered when it is refused. */
export async function post(url: string, path: string, body: object, cookie = ""): Promise<Response> {
  const answer = await fetch(`${url}${path}`, {
    method: "POST",
    headers: { ...changing(url), cookie },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`POST ${path} was refused: ${answer.status} ${await answer.text()}`);
  return answer;
}

/** Of the answer to a sign-in: what every later question brings along. */
export const cookieOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((text) => text.split(";")[0])
    .join("; ");
