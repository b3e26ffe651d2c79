import { redirect } from "next/navigation";
import { openPage } from "@/app/_server/visitor";
import { ButtonLink } from "@/app/_ui/button";
import { ActionForm } from "@/app/_ui/form";
import { SubmitButton } from "@/app/_ui/form-fields";
import { database } from "@/db/client";
import { listWorkspacesOf } from "@/lib/people/sessions";
import { isFresh } from "@/lib/people/set-up";
import { Choice, DoorFrame } from "./door-frame";
import { signOutAction } from "./sign-in/actions";

const title = "Two teams, one cause";

export default async function StartPage() {
  const user = await openPage("everybody begins here; it only shows the way");
  if (!user) {
    if (!(await isFresh(database()))) redirect("/sign-in");
    return <WhereTheLinkIs />;
  }
  const workspaces = await listWorkspacesOf(database(), user.userId);
  const [only, ...others] = workspaces;
  if (only && others.length === 0) redirect(`/w/${only.slug}/today`);
  return (
    <DoorFrame
      title={only ? "Which workspace?" : "No workspace yet"}
      lead={
        only ? undefined : "You are signed in, and no workspace has you as a member. Ask an owner for an invitation."
      }
    >
      <div className="choices">
        {workspaces.map(({ slug, name }) => (
          <Choice
            key={slug}
            title={name}
            action={
              <ButtonLink href={`/w/${slug}/today`} aria-label={`Open ${name}`}>
                Open
              </ButtonLink>
            }
          >
            {`/w/${slug}`}
          </Choice>
        ))}
        <Choice title={user.name} action={<SignOut />}>
          Signed in as {user.email}
        </Choice>
      </div>
    </DoorFrame>
  );
}

function WhereTheLinkIs() {
  return (
    <DoorFrame
      title={title}
      lead="This installation has no workspace yet. Whoever started it holds the link that sets it up."
      foot="Open source. All that you write stays with this installation."
    >
      <div className="choices">
        <Choice title="Where to find the link" action={null}>
          The program printed it where it was started, in the terminal or in its log, after the words “To set it up”.
          Each start prints a new one, and only the last one counts.
        </Choice>
      </div>
    </DoorFrame>
  );
}

function SignOut() {
  return (
    <ActionForm action={signOutAction} className="ml-auto">
      <SubmitButton variant="edged">Sign out</SubmitButton>
    </ActionForm>
  );
}
