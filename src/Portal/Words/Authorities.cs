using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Portal.Words;

/// <summary>
/// What authorities are called on pages: by the name of their region. Documents write the code beside it
/// (<see cref="Domain.Sheets.SheetWords.Authority"/>); to a reader of a page it says nothing.
/// </summary>
public static class Authorities
{
    private static readonly LocalText _rail = new("国家铁路局", "National Railway Administration");

    /// <summary>The name; a region that is not known shows as its code.</summary>
    public static LocalText Of(string authority)
    {
        if (authority == RailMachine.Authority) return _rail;
        return new LocalText(Regions.FullNameOf(authority) ?? authority,
            Regions.EnglishNameOf(authority) ?? authority);
    }
}
