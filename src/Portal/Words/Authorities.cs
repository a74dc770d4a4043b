using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Portal.Words;

/// <summary>
/// The names of authorities on pages: the names of their regions. Documents also say that it is the transport authority
/// (<see cref="Domain.Sheets.SheetWords.Authority"/>).
/// </summary>
public static class Authorities
{
    private static readonly LocalText _rail = new("国家铁路局", "National Railway Administration");

    /// <summary>The name; an unknown region is shown by its code.</summary>
    public static LocalText Of(string authority)
    {
        if (authority == RailMachine.Authority) return _rail;
        return new LocalText(Regions.FullNameOf(authority) ?? authority,
            Regions.EnglishNameOf(authority) ?? authority);
    }
}
