// The organisers' application: starts it on the page that the server gave.
import "../../styles/tokens.css";
