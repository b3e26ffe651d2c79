import type { Metadata } from "next";
import { NothingHere } from "./refused";

export const metadata: Metadata = { title: "Nothing here" };

export default function NotFound() {
  return <NothingHere />;
}
