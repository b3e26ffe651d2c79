import type { Metadata } from "next";
import { NotForRole } from "./refused";

export const metadata: Metadata = { title: "Not for your role" };

export default function Forbidden() {
  return <NotForRole />;
}
