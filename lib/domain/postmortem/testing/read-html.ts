/** What a reader of an exported page sees: without its elements, and each sign as itself. */
export const readHtml = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>/s, "")
    .replace(/<\/div>(?=<div dir)/g, "\n")
    .replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
