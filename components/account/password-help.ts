/** The rule, said before it is broken. */
export const PASSWORD_HELP = "12 to 128 characters. Any characters; common passwords are refused.";
