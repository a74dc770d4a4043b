using System.Security.Cryptography;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Cli.Importing;

/// <summary>Takes rows into a stopped registry, by the same commands as everybody else.</summary>
internal sealed class RegistryTaker(IRegistry registry) : IRowTaker
{
    /// <summary>The same row is the same command, so it founds the same certificate and is not taken twice.</summary>
    public static string CommandIdOf(RegisterRow row) => "import:" + Convert.ToHexStringLower(SHA256.HashData(row.ToJson()))[..32];

    public async Task<RowReceipt> Take(long line, RegisterRow row, CancellationToken cancellation)
    {
        var commandId = CommandIdOf(row);
        var founded = Keys.Founded(EntityKind.Certificate, commandId);
        if (await registry.Load(founded, cancellation) is not null)
            return new RowReceipt(line, RowOutcome.Already, founded.Key, null, null, null);
        var certificate = row.ToCertificate();
        var envelope = new Envelope(commandId, certificate, Actor.Registry(Channel.Import)) { Cause = $"import line {line}" };
        var (id, answer) = await Registrar.Register(registry, row.ToPerson(), certificate, envelope, cancellation);
        return answer is Answer.No no ? Refused(line, no.Refusal) : new RowReceipt(line, RowOutcome.Registered, id.Key, null, null, null);
    }

    /// <summary>The receipt of a refusal, with every fault that it names.</summary>
    public static RowReceipt Refused(long line, Refusal refusal) => new(
        line, RowOutcome.Refused, null, RefusalCodes.Text(refusal.Code),
        Reason(refusal.Detail.Zh, refusal.Faults.Select(fault => $"{fault.Field}：{fault.Text.Zh}")),
        Reason(refusal.Detail.En, refusal.Faults.Select(fault => $"{fault.Field}: {fault.Text.En}")));

    private static string Reason(string detail, IEnumerable<string> faults) => string.Join(" ", faults.Prepend(detail));
}
