/*
 * HalfSipHash-2-4 (Aumasson and Bernstein): a keyed hash on 32-bit words, so that four hexadecimal digits of
 * a secret's hash tell equal secrets and nothing else. Here because the domain has no crypto library.
 */

const rotate = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));

type State = [v0: number, v1: number, v2: number, v3: number];

function round([a, b, c, d]: State): State {
  let [v0, v1, v2, v3] = [(a + b) | 0, rotate(b, 5), (c + d) | 0, rotate(d, 8)];
  v1 ^= v0;
  v0 = rotate(v0, 16);
  v3 ^= v2;
  v0 = (v0 + v3) | 0;
  v3 = rotate(v3, 7) ^ v0;
  v2 = (v2 + v1) | 0;
  v1 = rotate(v1, 13) ^ v2;
  v2 = rotate(v2, 16);
  return [v0, v1, v2, v3];
}

/** Two words from any key text; long random keys keep their strength, short ones cannot gain any. */
function keyWords(key: string): readonly [number, number] {
  let [k0, k1] = [0x9e3779b9, 0x7f4a7c15];
  for (let index = 0; index < key.length; index += 1) {
    const code = key.charCodeAt(index);
    k0 = Math.imul(k0 ^ code, 0x01000193) ^ rotate(k1, 11);
    k1 = Math.imul(k1 ^ (code + index), 0x85ebca6b) ^ rotate(k0, 19);
  }
  return [k0 | 0, k1 | 0];
}

/** Four hexadecimal digits for a text under a key. */
export function shortHash(text: string, key: string): string {
  const bytes = new TextEncoder().encode(text);
  const [k0, k1] = keyWords(key);
  let state: State = [k0, k1, 0x6c796765 ^ k0, 0x74656462 ^ k1];
  const compress = (word: number): void => {
    state[3] ^= word;
    state = round(round(state));
    state[0] ^= word;
  };
  const whole = bytes.length - (bytes.length % 4);
  for (let at = 0; at < whole; at += 4) {
    const [b0 = 0, b1 = 0, b2 = 0, b3 = 0] = bytes.subarray(at, at + 4);
    compress(b0 | (b1 << 8) | (b2 << 16) | (b3 << 24));
  }
  const [b0 = 0, b1 = 0, b2 = 0] = bytes.subarray(whole);
  compress(b0 | (b1 << 8) | (b2 << 16) | ((bytes.length & 0xff) << 24));
  state[2] ^= 0xff;
  state = round(round(round(round(state))));
  return ((state[1] ^ state[3]) >>> 16).toString(16).padStart(4, "0");
}
