// The participants' pages: their styles, and what makes them quick. Every page works without this module.
import "../../styles/tokens.css";
import "../../styles/pages.css";
import "../../styles/front.css";
import "../../styles/ballot.css";
import "../../styles/results.css";
import "../../styles/process.css";
import { startBallot } from "./ballot";
import { startCounters } from "./counter";

const ballot = document.querySelector<HTMLFormElement>("#ballot");
if (ballot) startBallot(ballot);
startCounters(document);
const chart = document.querySelector<HTMLElement>("[data-chart]");
// Few pages have a table to draw: the others don't load the library.
if (chart) void import("./chart").then(({ drawTable }) => drawTable(chart));
const joining = document.querySelector<HTMLFormElement>("form[data-challenge]");
// Only where many came from one network.
if (joining) void import("./proof").then(({ work }) => work(joining));
// A summary of errors takes the focus, so that nobody has to look for what happened.
document.querySelector<HTMLElement>("#wrong")?.focus();
