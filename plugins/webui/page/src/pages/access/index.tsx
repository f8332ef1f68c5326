// Access: not written yet.
import { Empty } from "../../components/states";
import { Page } from "../../components/page";

export default function Access() {
  return (
    <Page title="Access">
      <Empty title="This page is not written yet">The command line tells the same: try “qbitrr --help”.</Empty>
    </Page>
  );
}
