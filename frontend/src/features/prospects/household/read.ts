import { call } from "@/api/transport";
import { PROSPECTS } from "../api";
import type { Prospect } from "../types";

/** The file as it is stored now, past any cache. */
export const readProspect = (id: string) => call<Prospect>("GET", `${PROSPECTS}/${id}`);
