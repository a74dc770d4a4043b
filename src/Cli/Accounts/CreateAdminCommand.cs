using System.CommandLine;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

using Command = System.CommandLine.Command;

namespace OrleansRegistry.Cli.Accounts;

/// <summary><c>registry create-admin</c>: the first account of a registry in production.</summary>
internal static class CreateAdminCommand
{
    public static Command Make()
    {
        var data = RegistryLocation.Data();
        var name = new Option<string>("--name") { Description = "User name.", Required = true };
        var command = new Command(
            "create-admin",
            "Opens an administrator's account. The password is read from REGISTRY_PASSWORD, or asked for.")
        {
            data, name,
        };
        command.SetAction((parsed, cancellation) => RegistryLocation.Opening(parsed.GetValue(data)!,
            registry => Run(registry, parsed.GetValue(name)!, cancellation), cancellation));
        return command;
    }

    private static async Task<int> Run(IRegistry registry, string name, CancellationToken cancellation)
    {
        var account = new Account(
            $"A-{Guid.CreateVersion7():N}", name, null, Roles.Administrator, null, Desks.None, null, false, false);
        var (opened, refusal) = await registry.Accounts.Open(account, Secret.Read(), cancellation);
        if (refusal is not null)
        {
            await Console.Error.WriteLineAsync($"{refusal.Detail.Zh}\n{refusal.Detail.En}");
            foreach (var fault in refusal.Faults)
                await Console.Error.WriteLineAsync($"  {fault.Field}: {fault.Text.En}");
            return 2;
        }
        await Console.Out.WriteLineAsync($"Administrator {opened!.Name} ({opened.Id}) is ready.");
        return 0;
    }
}
