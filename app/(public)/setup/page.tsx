import { basename } from "node:path";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { openPage } from "@/app/_server/visitor";
import { ButtonLink } from "@/app/_ui/button";
import { ActionForm } from "@/app/_ui/form";
import { SubmitButton } from "@/app/_ui/form-fields";
import { Link } from "@/app/_ui/link";
import { Choice, DoorFrame } from "../door-frame";
import { openExampleAction } from "./actions";
import { readSetupToken, type SetupSearch } from "./setup-token";

export const metadata: Metadata = { title: "Welcome" };

export default async function SetupPage({ searchParams }: { searchParams: SetupSearch }) {
  await openPage("nobody can be signed in before the installation is set up; the token from the terminal is asked");
  const token = await readSetupToken(searchParams);
  // The start page says where the link is to be found.
  if (!token) redirect("/");
  return (
    <DoorFrame
      title="Two teams, one cause"
      lead="What gets lost between Marketing and Sales is rarely anyone’s fault. Find the cause together, change it, and see whether it holds."
      foot={
        <>
          Open source. Been here before?{" "}
          <Link className="link" href="/sign-in">
            Sign in
          </Link>
        </>
      }
    >
      <div className="choices">
        <Choice
          title="Start with your own teams"
          action={
            <ButtonLink variant="primary" href={`/setup/workspace?token=${encodeURIComponent(token)}`}>
              Create workspace
            </ButtonLink>
          }
        >
          A name, your e-mail address, two teams.
        </Choice>
        <Choice
          title="Look around first"
          action={
            <ActionForm action={openExampleAction} className="ml-auto">
              <input type="hidden" name="token" value={token} />
              <SubmitButton variant="edged">Open the example</SubmitButton>
            </ActionForm>
          }
        >
          Two years of a firm that sells flow meters.
        </Choice>
      </div>
      <p className="note mt-4">{whereDataStays()}</p>
    </DoorFrame>
  );
}

function whereDataStays() {
  if (process.env.DATABASE_URL) return "All data stays in your own PostgreSQL database.";
  return (
    <>
      All data stays on this machine, in the folder{" "}
      <span className="nowrap">“{basename(process.env.DATA_DIR || "data")}”.</span>
    </>
  );
}
