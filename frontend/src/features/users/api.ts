import { useQuery } from "@tanstack/react-query";
import { ifMatch } from "@/api/preconditions";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";

/** One right of an account. */
export type Grant = Schema<"Grant">;

/** A staff account. */
export type User = Schema<"User">;

export type UserBody = Pick<User, "email" | "first_name" | "last_name" | "grants">;

export const USERS_PATH = "/users";

/** Accounts for choices of one. */
export function useUserOptions(): { value: string; label: string }[] {
  const { data } = useQuery({
    queryKey: [USERS_PATH, "options"],
    queryFn: ({ signal }) =>
      call<Schema<"UserPage">>("GET", USERS_PATH, { query: { limit: 200 }, signal }),
  });
  return (data?.items ?? []).map((user) => ({ value: user.id, label: nameOf(user) }));
}

export const nameOf = ({ first_name, last_name }: User) => `${first_name} ${last_name}`;

export const readUser = ({ id }: User): Promise<User> => call("GET", `/users/${id}`);

export const inviteUser = (body: UserBody, headers: Record<string, string>) =>
  call<User>("POST", USERS_PATH, { body, headers });

export const updateUser = (user: User, body: UserBody) =>
  call<User>("PATCH", `/users/${user.id}`, { body, headers: ifMatch(user) });

export const resendInvitation = ({ id }: User) => call<void>("POST", `/users/${id}/invitations`);

/** @throws Problem `last_admin` */
export const moveUser = (user: User, to: "active" | "disabled") =>
  call<User>("POST", `/users/${user.id}/transitions`, { body: { to }, headers: ifMatch(user) });
