import { createContext, useContext } from "react";

type PageValue = { nonce: string; cooked: ReadonlyMap<string, string> };

/** What the server's render knows and the browser does not need twice. */
export const PageContext = createContext<PageValue>({ nonce: "", cooked: new Map() });

/** The CSP nonce while rendering on the server; the browser hides it from scripts, so there it is empty. */
export const useNonce = () => useContext(PageContext).nonce;
export const useCooked = () => useContext(PageContext).cooked;
