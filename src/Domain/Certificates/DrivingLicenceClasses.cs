using System.Collections.Immutable;

namespace OrleansRegistry.Domain.Certificates;

/// <summary>
/// Which classes of driving licence (准驾车型, GA 801) are enough for which kind of driver: a renewal is refused where
/// the class on record is not (rules.md A.4; docs/adr/0183). A1 contains A3, B1 and B2; A2 contains B1 and B2. General
/// freight that a C licence may drive needs no certificate at all (D.3), dangerous goods in light vans do.
/// </summary>
public static class DrivingLicenceClasses
{
    private static readonly ImmutableArray<string> _passengers = ["A1", "A2", "A3", "B1"];
    private static readonly ImmutableArray<string> _freight = ["A1", "A2", "B2"];
    private static readonly ImmutableArray<string> _dangerousGoods = ["A1", "A2", "B2", "C1", "C2", "C6"];

    /// <summary>
    /// False when <paramref name="written"/> names classes of which none is enough. Cards write several together
    /// (A1A2, B2D); what names no class at all (null, another writing) says nothing against anybody.
    /// </summary>
    public static bool Suffice(CertificateKind kind, string? written)
    {
        if (!kind.Drives() || written is null) return true;
        var enough = kind switch
        {
            CertificateKind.PassengerDriver => _passengers,
            CertificateKind.FreightDriver => _freight,
            _ => _dangerousGoods,
        };
        var read = Read(written.ToUpperInvariant());
        return read.IsEmpty || read.Any(enough.Contains);
    }

    /// <summary>The classes: A to C with a number, D, E, F, M, N and P without; empty: it is no such text.</summary>
    private static ImmutableArray<string> Read(string written)
    {
        var classes = ImmutableArray.CreateBuilder<string>();
        for (var at = 0; at < written.Length; at++)
        {
            var numbered = written[at] is >= 'A' and <= 'C';
            if (!numbered && written[at] is not ('D' or 'E' or 'F' or 'M' or 'N' or 'P')) return [];
            if (numbered && (at + 1 == written.Length || written[at + 1] is not (>= '1' and <= '6'))) return [];
            classes.Add(written.Substring(at, numbered ? 2 : 1));
            if (numbered) at++;
        }
        return classes.ToImmutable();
    }
}
