import { extractText, getDocumentProxy } from "unpdf";

/** What a reader has of a PDF: the text of each page in the order it is written, and the outline beside it. */
export interface ReadPdf {
  readonly pages: readonly string[];
  readonly outline: readonly string[];
}

interface Item {
  readonly title: string;
  readonly items: readonly Item[];
}

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  // The reader keeps what it is given: it gets bytes of its own.
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  try {
    const { text } = await extractText(pdf, { mergePages: false });
    const titles = (items: readonly Item[]): readonly string[] =>
      items.flatMap(({ title, items: below }) => [title, ...titles(below)]);
    return { pages: text, outline: titles((await pdf.getOutline()) ?? []) };
  } finally {
    await pdf.destroy();
  }
}
