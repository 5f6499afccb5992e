/** Searching is cheap for us and fast for people; more than this in a minute is a program. */
export const searchLimit = { name: "search", max: 60, windowSeconds: 60 };
/** As one types: a request for every few letters. */
export const quickLimit = { name: "search-quick", max: 240, windowSeconds: 60 };

export const resultPage = 20;
/** So many threads are counted and paged through; whoever wants more says more. */
export const mostFound = 500;
