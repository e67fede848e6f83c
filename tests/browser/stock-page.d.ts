// What a stock mdBook page defines and theme/js uses.
declare const path_to_root: string;
declare const hljs: { highlightBlock(block: Element): void };
// Only in the pages of `mdbook serve`.
declare const wsAddress: string | undefined;
