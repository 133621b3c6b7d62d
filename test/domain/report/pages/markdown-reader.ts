import { lexer, type Token } from "marked";

/** What a text is made of as GitHub's Markdown: its tokens, without their words. */
export function outline(markdown: string): readonly string[] {
  return lexer(markdown, { gfm: true }).flatMap((token) => outlineOf(token));
}

function outlineOf(token: Token): readonly string[] {
  const inner = [
    ...("tokens" in token && token.tokens ? token.tokens : []),
    ...("items" in token && token.items ? token.items : []),
    ...("header" in token ? token.header.flatMap(tokensOf) : []),
    ...("rows" in token ? token.rows.flat().flatMap(tokensOf) : []),
  ] as readonly Token[];
  const isText = token.type === "text" || token.type === "space" || token.type === "escape";
  const name = token.type === "heading" ? `heading ${token["depth"]}` : token.type;
  return [...(isText ? [] : [name]), ...inner.flatMap(outlineOf)];
}

const tokensOf = ({ tokens }: { readonly tokens: Token[] }) => tokens;
