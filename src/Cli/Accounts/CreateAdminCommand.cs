using System.CommandLine;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

using Command = System.CommandLine.Command;

namespace OrleansRegistry.Cli.Accounts;

/// <summary>
/// <c>registry create-admin</c> and <c>create-auditor</c>: opens the first accounts of a registry in production.
/// Whoever has the machine counts as the second person that such an account needs (rules.md H.26).
/// </summary>
internal static class CreateAdminCommand
{
    /// <summary><c>registry create-admin</c>.</summary>
    public static Command Make() => Make(
        "create-admin", "Opens an administrator's account.", Roles.Administrator, "Administrator");

    /// <summary><c>registry create-auditor</c>.</summary>
    public static Command MakeAuditor() => Make(
        "create-auditor", "Opens an auditor's account.", Roles.Auditor, "Auditor");

    private static Command Make(string verb, string does, Roles role, string called)
    {
        var data = RegistryLocation.Data();
        var name = new Option<string>("--name") { Description = "User name.", Required = true };
        var command = new Command(
            verb, does + " The password is read from REGISTRY_PASSWORD, or asked for; 15 characters at least.")
        {
            data, name,
        };
        command.SetAction((parsed, cancellation) => RegistryLocation.Opening(parsed.GetValue(data)!,
            registry => Run(registry, parsed.GetValue(name)!, role, called, cancellation), cancellation));
        return command;
    }

    private static async Task<int> Run(
        IRegistry registry, string name, Roles role, string called, CancellationToken cancellation)
    {
        var account = new Account(
            $"A-{Guid.CreateVersion7():N}", name, null, role, null, Desks.None, null, false, false);
        var (opened, refusal) = await registry.Accounts.Open(account, Secret.Read(), cancellation);
        if (refusal is not null)
        {
            await Console.Error.WriteLineAsync($"{refusal.Detail.Zh}\n{refusal.Detail.En}");
            foreach (var fault in refusal.Faults)
                await Console.Error.WriteLineAsync($"  {fault.Field}: {fault.Text.En}");
            return 2;
        }
        await Console.Out.WriteLineAsync($"{called} {opened!.Name} ({opened.Id}) is ready.");
        return 0;
    }
}
