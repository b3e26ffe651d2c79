import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { openPage } from "@/app/_server/visitor";
import { ActionForm } from "@/app/_ui/form";
import { FormChoices, FormField, FormSelect, SubmitButton } from "@/app/_ui/form-fields";
import { Link } from "@/app/_ui/link";
import { ownTimeZone, timeZones } from "@/lib/people/places";
import { DoorFrame } from "../../door-frame";
import { setUpAction } from "../actions";
import { readSetupToken, type SetupSearch } from "../setup-token";

export const metadata: Metadata = { title: "Create workspace" };

export default async function CreateWorkspacePage({ searchParams }: { searchParams: SetupSearch }) {
  await openPage("nobody can be signed in before the installation is set up; the token from the terminal is asked");
  const token = await readSetupToken(searchParams);
  if (!token) redirect("/");
  const zone = ownTimeZone();
  return (
    <DoorFrame
      form
      title="Create workspace"
      under="You, your workspace, and two teams that depend on each other. All of it can be changed later."
      foot={
        <Link className="link" href={`/setup?token=${encodeURIComponent(token)}`}>
          Back to the welcome
        </Link>
      }
    >
      <ActionForm action={setUpAction} className="form">
        <input type="hidden" name="token" value={token} />
        <h2 className="section-title">
          You<span className="n">1 of 3</span>
        </h2>
        <FormField label="Your name" name="ownerName" autoComplete="name" required />
        <FormField label="E-mail address" name="email" type="email" autoComplete="username" required />
        <FormField
          label="Password"
          name="password"
          type="password"
          autoComplete="new-password"
          help="At least 12 characters: a short sentence is easy to remember."
          required
        />
        <h2 className="section-title">
          Your workspace<span className="n">2 of 3</span>
        </h2>
        <FormField label="Name of the workspace" name="workspaceName" autoComplete="organization" required />
        <FormSelect
          label="Time zone"
          name="timeZone"
          defaultValue={zone}
          options={timeZones(zone).map((name) => ({ value: name, label: name }))}
          help="Charts count days in it."
        />
        <h2 className="section-title">
          Two teams<span className="n">3 of 3</span>
        </h2>
        <div className="fields">
          <FormField label="First team" name="firstTeam" defaultValue="Marketing" required />
          <FormField label="Second team" name="secondTeam" defaultValue="Sales" required />
        </div>
        <FormChoices
          label="Which side are you on?"
          name="ownersTeam"
          options={[
            { value: "first", label: "The first team" },
            { value: "second", label: "The second team" },
            { value: "neither", label: "Neither: I help both sides" },
          ]}
          required
        />
        <SubmitButton>Create workspace</SubmitButton>
      </ActionForm>
    </DoorFrame>
  );
}
