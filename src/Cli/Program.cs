using System.CommandLine;
using OrleansRegistry.Cli;
using OrleansRegistry.Cli.Accounts;
using OrleansRegistry.Cli.Copying;
using OrleansRegistry.Cli.Exporting;
using OrleansRegistry.Cli.Importing;
using OrleansRegistry.Cli.Sealing;
using OrleansRegistry.Cli.Simulating;
using OrleansRegistry.Cli.Verifying;
using OrleansRegistry.Storage;

// `registry`: every verb works on a stopped registry (--data), some also over HTTP on a running one (--url). Exit
// codes: 0 done, 1 done with faults to look at, 2 not done.
PrivateFolder.MakePrivate(); // Also what is exported is the caller's alone.
var root = new RootCommand("Orleans Registry: take over, hand out and check a register of transport licences.")
{
    CreateAdminCommand.Make(), CreateAdminCommand.MakeAuditor(),
    ImportCommand.Make(), ExportCommand.Make(), VerifyCommand.Make(),
    SampleCommand.Make(), SimulateCommand.Make(), CopyCommand.Make(), MigrateCommand.Make(), SealCommand.Make(),
    RotateSecretCommand.Make(),
};
var parsed = root.Parse(args);
var code = await CommandErrors.Report(
    () => parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));
// A command line that could not be parsed was not carried out either; the library's code would be 1.
return parsed.Errors.Count > 0 ? 2 : code;
