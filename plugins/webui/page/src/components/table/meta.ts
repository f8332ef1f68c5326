// What our tables want to know about a column, beside what TanStack Table asks.
import "@tanstack/react-table";

declare module "@tanstack/react-table" {
  // The names of the parameters are TanStack's.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  interface ColumnMeta<TData, TValue> {
    /** A track of a CSS grid: "minmax(12rem, 3fr)". */
    width?: string;
    align?: "end";
    /** Its place on a phone's card: the heading, the corner beside it, half a line with its label, a whole one, or none. */
    card?: "title" | "corner" | "line" | "wide" | "none";
    /** Said for a heading that is no text. */
    label?: string;
  }
}

export interface Sorting {
  key: string;
  order: "up" | "down";
}
