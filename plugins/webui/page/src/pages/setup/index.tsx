// Set-up: not written yet.
import { Page } from "../../components/page";
import { Empty } from "../../components/states";

export default function SetUp() {
  return (
    <Page title="Set-up">
      <Empty title="This page is not written yet">The command line tells the same: try “qbitrr --help”.</Empty>
    </Page>
  );
}
