import type { CertificateReading } from "../facts.ts";
import type { EpochMs } from "../time.ts";

/*
 * A certificate as it lies in a file: PEM around DER (X.509). Read here is what runs out and whose it is, no more;
 * nothing is verified.
 */

const PEM = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/;
const SEQUENCE = 0x30;
const VERSION = 0xa0;
const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;
/** 2.5.4.3, common name, as DER has it. */
const COMMON_NAME = [0x55, 0x04, 0x03];

/** The first certificate of the file is the daemon's own; what follows are its issuers. */
export function parseCertificate(sections: ReadonlyMap<string, string>): CertificateReading {
  const path = (sections.get("path") ?? "").trim();
  const certificate = readPem(sections.get("text") ?? "");
  return { path, ...(certificate && { certificate }) };
}

function readPem(text: string): CertificateReading["certificate"] | undefined {
  const body = PEM.exec(text)?.[1];
  if (body === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(body.replace(/\s/g, "")), (char) => char.charCodeAt(0));
    return readCertificate(bytes);
  } catch {
    // Cut off or no base64: it is there, and nobody can say when it ends.
    return undefined;
  }
}

interface Element {
  readonly tag: number;
  readonly content: Uint8Array;
}

function readCertificate(bytes: Uint8Array): CertificateReading["certificate"] | undefined {
  const [whole] = elementsOf(bytes);
  const [signed] = elementsOf(whole?.content ?? new Uint8Array());
  const fields = elementsOf(signed?.content ?? new Uint8Array()).filter(({ tag }) => tag !== VERSION);
  // serial, algorithm, issuer, validity, subject
  const [, , issuer, validity, subject] = fields;
  if (issuer === undefined || validity?.tag !== SEQUENCE || subject === undefined) return undefined;
  const [from, to] = elementsOf(validity.content).map(readTime);
  if (from === undefined || to === undefined) return undefined;
  return { subject: nameOf(subject), issuer: nameOf(issuer), notBefore: from, notAfter: to };
}

/** Tag, length, content, one after the other; a length that points beyond the end stops it. */
function elementsOf(bytes: Uint8Array): readonly Element[] {
  const found: Element[] = [];
  let at = 0;
  while (at + 2 <= bytes.length) {
    const tag = bytes[at] ?? 0;
    let length = bytes[at + 1] ?? 0;
    let start = at + 2;
    if (length > 0x80) {
      const digits = bytes.slice(start, start + (length & 0x7f));
      start += digits.length;
      length = digits.reduce((sum, digit) => sum * 256 + digit, 0);
    }
    if (start + length > bytes.length) return found;
    found.push({ tag, content: bytes.slice(start, start + length) });
    at = start + length;
  }
  return found;
}

/** "210101000000Z" counts from 1950 to 2049, "20510101000000Z" says its century. */
function readTime({ tag, content }: Element): EpochMs | undefined {
  const text = String.fromCharCode(...content);
  const match = /^(\d{2}|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (match === null || (tag !== UTC_TIME && tag !== GENERALIZED_TIME)) return undefined;
  const [, year = "", month, day, hour, minute, second] = match;
  const full = year.length === 4 ? Number(year) : Number(year) + (Number(year) < 50 ? 2_000 : 1_900);
  return Date.UTC(full, Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
}

/** The common name of a name; empty where it has none. */
function nameOf({ content }: Element): string {
  for (const set of elementsOf(content))
    for (const pair of elementsOf(set.content)) {
      const [kind, value] = elementsOf(pair.content);
      if (kind !== undefined && COMMON_NAME.every((byte, index) => kind.content[index] === byte))
        return new TextDecoder().decode(value?.content ?? new Uint8Array()).slice(0, 200);
    }
  return "";
}
