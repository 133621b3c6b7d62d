/** A value a pattern can test: everything in JSON but objects and arrays. */
export type Leaf = string | number | boolean | null;

export type LeafTest = (leaf: Leaf) => boolean;
