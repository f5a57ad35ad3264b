/** The ways to look at the pyramid, and what its colours may tell. */
export const pyramidViews = ["map", "focus", "list"] as const;
export type PyramidView = (typeof pyramidViews)[number];

export const colourings = ["progress", "confidence", "contribution"] as const;
export type ColourBy = (typeof colourings)[number];
