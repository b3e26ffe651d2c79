import { heardUpTo } from "@/app/_server/visitor";
import { Refreshes } from "./refreshes";

type Props = {
  workspace: string;
  /** What is shown: these things themselves, or whatever is of these kinds, as the history names what was done. */
  subjects?: readonly string[];
  kinds?: readonly string[];
};

/** Put into a page, it keeps that page as things stand, whoever changes them. */
export async function Live(props: Props) {
  return <Refreshes {...props} since={await heardUpTo(props.workspace)} />;
}
