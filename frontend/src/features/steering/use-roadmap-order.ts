import { useEffect, useRef, useState } from "react";
import { toastProblem } from "@/components/toasts";
import { steering } from "@/i18n/fr/steering";
import { placeItem, type RoadmapItem } from "./api";
import { beforeOf } from "./values";

/** Moves items in their year, says where they went, and keeps the keyboard on the button that did it. */
export function useRoadmapOrder(items: RoadmapItem[], onChanged: () => Promise<void>) {
  const list = useRef<HTMLOListElement>(null);
  const [pending, setPending] = useState(false);
  const [said, setSaid] = useState("");
  const [mark, setMark] = useState<string | null>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  useEffect(() => {
    if (mark === null || pending) return;
    const [wanted, other] = [mark, mark.replace(/-(up|down)$/, (end) => OTHER[end] ?? end)].map(
      (name) => list.current?.querySelector<HTMLButtonElement>(`[data-mark="${CSS.escape(name)}"]`),
    );
    // At an end of the list its button goes out: the opposite one stays next to it.
    (wanted?.disabled ? other : wanted)?.focus();
    setMark(null);
  }, [mark, pending]);
  const move = async (id: string, place: number, by: "up" | "down" | "drag") => {
    const item = items.find((one) => one.id === id);
    if (item === undefined || items[place]?.id === id) return;
    setPending(true);
    try {
      const order = items.map((one) => one.id);
      await placeItem(id, beforeOf(order, id, place));
      setSaid(steering.place(item.title, place + 1));
      await onChanged();
    } catch (error) {
      toastProblem(error);
    } finally {
      if (by !== "drag") setMark(`${id}-${by}`);
      setPending(false);
    }
  };
  return { list, move, pending, said, dragged, setDragged };
}

export type RoadmapOrder = ReturnType<typeof useRoadmapOrder>;

const OTHER: Record<string, string> = { "-up": "-down", "-down": "-up" };
