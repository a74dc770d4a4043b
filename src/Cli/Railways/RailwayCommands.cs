using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansRegistry.Cli.Fleets;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Hosting;

using Command = System.CommandLine.Command;

namespace OrleansRegistry.Cli.Railways;

/// <summary><c>registry export-rail</c> and <c>registry import-rail</c>: enterprises with their units, and drivers with their licences.</summary>
internal static class RailwayCommands
{
    private static readonly Actor _import = Actor.Registry(Channel.Import);

    private static readonly JsonSerializerOptions _strict = new(RegistryJson.Wire.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true, AllowDuplicateProperties = false,
    };

    public static Command Export()
    {
        var data = Where.Data();
        var file = new Argument<FileInfo>("file") { Description = "Where to, JSON Lines; it must not exist." };
        var command = new Command("export-rail", "Writes every railway enterprise and driver of a stopped registry to a file.") { file, data };
        command.SetAction((parsed, cancellation) => Where.OnStopped(parsed.GetValue(data)!, mustExist: true,
            registry => Write(registry, parsed.GetValue(file)!, cancellation), cancellation));
        return command;
    }

    public static Command Import()
    {
        var data = Where.Data();
        var file = new Argument<FileInfo>("file") { Description = "Enterprises and drivers, JSON Lines; an enterprise stands before its drivers." };
        var command = new Command("import-rail", "Takes over railway enterprises and drivers. Exit code 1 when rows were refused; each is told with its line.")
        {
            file, data,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var given = parsed.GetValue(file)!;
            if (given.Exists)
                return await Where.OnStopped(parsed.GetValue(data)!, mustExist: false, registry =>
                    LineFiles.Read(registry, given, (line, text) => Take(registry, line, Row(text), cancellation), cancellation), cancellation);
            await Console.Error.WriteLineAsync($"There is no file {given.FullName}.");
            return 2;
        });
        return command;
    }

    private static Task<int> Write(EmbeddedRegistry registry, FileInfo file, CancellationToken cancellation) => LineFiles.Write(file, async line =>
    {
        var enterprises = await LineFiles.Each(registry, EntityKind.Employer,
            loaded => line(Line(new RailwayRow(Employer: EmployerRow.Of((Employer)loaded.State)))), cancellation);
        var drivers = await LineFiles.Each(registry, EntityKind.RailLicence, async loaded =>
        {
            var career = (RailCareer)loaded.State;
            var employer = career.Employer is { } link
                ? (await registry.Load(new EntityId(EntityKind.Employer, link.EmployerKey), cancellation))?.State as Employer : null;
            await line(Line(new RailwayRow(Driver: RailRow.Of(career, loaded.Facts.Person(career.PersonKey)!, employer))));
        }, cancellation);
        return $"{enterprises} enterprises and {drivers} drivers";
    }, cancellation);

    private static byte[] Line(RailwayRow row) => JsonSerializer.SerializeToUtf8Bytes(row, RegistryJson.Wire.RailwayRow);

    private static RailwayRow Row(string text)
    {
        var row = JsonSerializer.Deserialize<RailwayRow>(text, _strict);
        return row is { Employer: null } != row is { Driver: null } ? row! : throw new JsonException("A line is an employer or a driver.");
    }

    private static async Task<(bool, Refusal?)> Take(IRegistry registry, long line, RailwayRow row, CancellationToken cancellation)
    {
        var commandId = "import:" + Convert.ToHexStringLower(SHA256.HashData(row.Employer?.ToJson() ?? row.Driver!.ToJson()))[..32];
        var cause = $"import line {line}";
        if (row.Driver is { } driver)
        {
            if (await registry.Load(Keys.Founded(EntityKind.RailLicence, commandId), cancellation) is not null) return (false, null);
            var envelope = new Envelope(commandId, driver.ToDriver("", null), _import) { Cause = cause };
            var (_, answer) = await RailRegistrar.Register(registry, driver, envelope, cancellation);
            return answer is Answer.No no ? (false, no.Refusal) : (true, null);
        }
        var founded = Keys.Founded(EntityKind.Employer, commandId);
        var there = await registry.Load(founded, cancellation) is { State: Employer known } && EmployerRow.Of(known).ToJson().AsSpan().SequenceEqual(row.Employer!.ToJson());
        if (there) return (false, null);
        var step = 0;
        foreach (var command in row.Employer!.Commands()) // Each is done already, or is done now: an import that was broken off goes on.
        {
            var envelope = new Envelope($"{commandId}:{step++}", command, _import) { Cause = cause };
            if (await registry.Execute(founded, envelope, cancellation) is Answer.No no) return (false, no.Refusal);
        }
        return (true, null);
    }
}
