import { useQuery } from "@tanstack/react-query";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";
import { eventPath } from "./api";

export type StandAccess = Schema<"StandAccess">;
export type StandDevice = Schema<"StandDevice">;
export type StandCapture = Schema<"StandCapture">;
export type EventReport = Schema<"EventReport">;

export const accessPath = (id: string) => `${eventPath(id)}/stand-access`;
export const capturesPath = (id: string) => `${eventPath(id)}/stand-captures`;
const reportPath = (id: string) => `${eventPath(id)}/report`;
const version = (one: { version: number }) => ({ "If-Match": `"${one.version}"` });

export function useStandAccess(id: string) {
  return useQuery({
    queryKey: [accessPath(id)],
    queryFn: () => call<StandAccess>("GET", accessPath(id)),
  });
}

/** Makes a code, which is told once. @throws Problem */
export const openStand = (id: string) => call<StandAccess>("POST", accessPath(id));

export const closeStand = (id: string, access: StandAccess) =>
  call<void>("DELETE", accessPath(id), { headers: version(access) });

export const revokeDevice = (id: string, device: StandDevice) =>
  call<void>("DELETE", `${eventPath(id)}/stand-devices/${device.id}`, { headers: version(device) });

export const decideCapture = (
  id: string,
  capture: StandCapture,
  body: Schema<"StandCaptureTransition">,
) => call<StandCapture>("POST", `${capturesPath(id)}/${capture.id}/transitions`, { body });

export function useReport(id: string) {
  return useQuery({
    queryKey: [reportPath(id)],
    queryFn: () => call<EventReport>("GET", reportPath(id)),
  });
}

export function useQrCode(id: string) {
  return useQuery({
    queryKey: [eventPath(id), "qr-code"],
    queryFn: () => call<Schema<"EventQrCode">>("GET", `${eventPath(id)}/qr-code`),
  });
}
