// The organisers' application: starts it on the page that the server gave.
import { mount } from "svelte";
import "./admin.css";
import App from "./App.svelte";
import { preferredLanguage, speak } from "./text.svelte";

const target = document.getElementById("app");
const asked = new URLSearchParams(location.search).get("lang");
if (target) void speak(preferredLanguage(asked)).then(() => mount(App, { target }));
