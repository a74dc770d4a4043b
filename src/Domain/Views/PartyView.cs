namespace OrleansRegistry.Domain.Views;

/// <summary>Somebody for whom an account may act.</summary>
/// <param name="Id">The name of the party, also for the header Registry-Party.</param>
/// <param name="Kind">person, operator or employer.</param>
/// <param name="Name">Its name.</param>
public sealed record PartyView(string Id, string Kind, string Name)
{
    /// <summary>True for the one for which this request acts.</summary>
    public bool Acting { get; init; }
}
