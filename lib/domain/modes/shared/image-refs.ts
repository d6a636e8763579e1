/** An image by its id alone: "sha256:…" or the hexadecimal digits that the list shows for one. */
export const isImageId = (reference: string): boolean => /^(?:sha256:)?[0-9a-f]{12,64}$/.test(reference);
