export interface CommandPiece {
  readonly text: string;
  readonly offset: number;
  readonly isFilled: boolean;
}

const isWord = (character: string | undefined): boolean => character !== undefined && /\w/u.test(character);

/** A part of a longer word is that word and no value: "journal" is none in journalctl. */
const isWhole = (command: string, value: string, index: number): boolean =>
  !(isWord(value[0]) && isWord(command[index - 1])) &&
  !(isWord(value.at(-1)) && isWord(command[index + value.length]));

/** Cuts a command at the values that were filled into it, the longest first where one contains the other. */
export function splitFilled(command: string, values: readonly string[]): readonly CommandPiece[] {
  const known = values.filter((value) => value.length > 1).toSorted((a, b) => b.length - a.length);
  const pieces: CommandPiece[] = [];
  let plainFrom = 0;
  let index = 0;
  const plain = (to: number): void => {
    if (to > plainFrom)
      pieces.push({ text: command.slice(plainFrom, to), offset: plainFrom, isFilled: false });
  };
  while (index < command.length) {
    const value = known.find(
      (candidate) => command.startsWith(candidate, index) && isWhole(command, candidate, index),
    );
    if (value === undefined) {
      index += 1;
      continue;
    }
    plain(index);
    pieces.push({ text: value, offset: index, isFilled: true });
    index += value.length;
    plainFrom = index;
  }
  plain(command.length);
  return pieces;
}

const OPTION = /((?:^|(?<=\s))--?[A-Za-z][\w-]*)/u;

export interface OptionPiece {
  readonly text: string;
  readonly offset: number;
  readonly isOption: boolean;
}

/** Cuts a text at its options: one that a line breaks after its dashes reads as another. */
export function splitOptions(text: string): readonly OptionPiece[] {
  let offset = 0;
  const pieces: OptionPiece[] = [];
  for (const [index, piece] of text.split(OPTION).entries()) {
    if (piece !== "") pieces.push({ text: piece, offset, isOption: index % 2 === 1 });
    offset += piece.length;
  }
  return pieces;
}
