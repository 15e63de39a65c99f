/** Style sheets are files for the bundler; a program that is only checked has no use for what is in them. */
declare module '*.css' {}
