// Plan: not written yet.
import { Page } from "../../components/page";
import { Empty } from "../../components/states";

export default function Plan() {
  return (
    <Page title="Plan">
      <Empty title="This page is not written yet">The command line tells the same: try “qbitrr plan”.</Empty>
    </Page>
  );
}
