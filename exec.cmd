@rem npm runs the scripts of package.json by cmd.exe here, which has no exec of its own.
@%*
