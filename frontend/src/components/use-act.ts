import { useState } from "react";
import { asProblem, type Problem } from "@/api/problem";

/** What is done on a page of buttons, one thing at a time. */
export interface Acting {
  /** Name of what is being done. */
  pending: string | null;
  /** Why the last thing was refused. */
  problem: Problem | null;
  /** What was said of the last thing once it was done. */
  done: string;
  act: (name: string, doing: () => Promise<unknown>, said?: string) => Promise<void>;
}

/** Runs what a press asks for, and holds what there is to say about it. */
export function useAct(): Acting {
  const [pending, setPending] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [done, setDone] = useState("");
  const act = async (name: string, doing: () => Promise<unknown>, said = "") => {
    setPending(name);
    setProblem(null);
    setDone("");
    try {
      await doing();
      setDone(said);
    } catch (error) {
      setProblem(asProblem(error));
    }
    setPending(null);
  };
  return { pending, problem, done, act };
}
