import { MantineProvider } from "@mantine/core";
import { render, screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { HeatTable } from "./HeatTable";
import { LineChart } from "./LineChart";
import { NestedBars } from "./NestedBars";

const format = (value: number | null) => (value === null ? "–" : String(value));

it("draws a bar as long as its share, none for nothing, and writes every value", () => {
  const rows = [
    { key: "web", label: "Site internet", values: [40, 20, 10] },
    { key: "phone", label: "Téléphone", values: [10, 0, null] },
  ];
  const { container } = render(
    <MantineProvider>
      <NestedBars steps={["reçus", "accompagnés", "installés"]} rows={rows} format={format} />
    </MantineProvider>,
  );
  const lines = screen
    .getAllByRole("listitem")
    .filter((line) => line.textContent?.includes("reçus"));
  const widths = [...container.querySelectorAll("ul:last-of-type rect")].map((bar) =>
    bar.getAttribute("width"),
  );
  expect(widths).toEqual(["100%", "50%", "25%", "25%"]);
  expect(lines.at(-1)?.textContent).toBe("Téléphone10 reçus0 accompagnés– installés");
});

it("marks every known month and says the picture in a sentence", () => {
  const places = ["janvier", "février", "mars"].map((full) => ({ full, short: full.slice(0, 3) }));
  const series = [{ key: "delay", label: "heures", values: [12, null, 8] }];
  render(
    <MantineProvider>
      <LineChart
        title="Délai"
        summary="8 h en mars"
        places={places}
        series={series}
        format={(value) => `${value} h`}
      />
    </MantineProvider>,
  );
  const picture = screen.getByRole("img", { name: "Délai. 8 h en mars" });
  expect(picture.querySelectorAll("circle")).toHaveLength(2);
  expect(within(picture).getByText(/^mars\s: 8 h$/)).toBeTruthy();
});

it("says in words that a cell is hidden, and why", () => {
  render(
    <MantineProvider>
      <HeatTable
        title="Freins"
        corner="Frein"
        columns={[{ key: "f", label: "CC Grand-Figeac", short: "Grand-Figeac" }]}
        rows={[
          { key: "housing", label: "Logement", values: [7] },
          { key: "mobility", label: "Mobilité", values: [null] },
        ]}
      />
    </MantineProvider>,
  );
  const cells = screen.getAllByRole("cell");
  expect(cells.map((cell) => cell.getAttribute("data-heat"))).toEqual(["4", "hidden"]);
  expect(cells[1]?.textContent).toBe("< 5moins de 5");
  expect(screen.getByText(/trop petit pour être montré/)).toBeTruthy();
});
