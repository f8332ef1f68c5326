// Statistics: not written yet.
import { Empty } from "../../components/states";
import { Page } from "../../components/page";

export default function Statistics() {
  return (
    <Page title="Statistics">
      <Empty title="This page is not written yet">The command line tells the same: try “qbitrr --help”.</Empty>
    </Page>
  );
}
