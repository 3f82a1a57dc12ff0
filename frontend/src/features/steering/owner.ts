/** An account, a partner, or nobody. */
export type Owner = { user: string | null; partner: string | null };

/** An owner as one value of a list. */
export const tokenOf = ({ user, partner }: Owner): string | null =>
  user !== null ? `user:${user}` : partner !== null ? `partner:${partner}` : null;

export const ownerOf = (token: string | null): Owner => {
  const [kind, id] = token?.split(":") ?? [];
  return {
    user: kind === "user" && id ? id : null,
    partner: kind === "partner" && id ? id : null,
  };
};
