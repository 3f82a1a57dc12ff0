import { useMay } from "@/api/use-session";
import { ForbiddenState } from "@/components/states";
import { MemberKit } from "./MemberKit";
import { TeamKit } from "./TeamKit";

/** `/kit`: the communication kit, to be kept by the team and taken by members of the network. */
export function KitPage() {
  const may = useMay("read_kit");
  const mayFollow = useMay("follow_kit");
  if (!may) return <ForbiddenState />;
  return mayFollow ? <TeamKit /> : <MemberKit />;
}
