namespace OrleansRegistry.Api.Tests.Support;

/// <summary>Somebody who asks, as the walks of the access rules know them.</summary>
/// <param name="Name">What a failure calls them.</param>
/// <param name="Role">A role of http.md 4, in short: "centre", "nra" and "admin" for the three offices.</param>
/// <param name="Client">Signed in.</param>
/// <param name="Party">The person, operator or enterprise whose affairs they mind; null: nobody's.</param>
/// <param name="Unit">The child unit of an enterprise for which they act; null: the whole.</param>
/// <param name="Reach">The beginning of the region codes that an officer covers.</param>
/// <param name="Desks">The desks of an officer, each apart by a space.</param>
internal sealed record WalkCaller(
    string Name, string Role, HttpClient Client, string? Party = null, string? Unit = null, string? Reach = null,
    string Desks = "")
{
    /// <summary>Their account.</summary>
    public required string AccountId { get; init; }
}

/// <summary>Something on the register, and whose it is.</summary>
/// <param name="Name">What a failure calls it.</param>
/// <param name="Kind">By which kind the tables name it.</param>
/// <param name="Id">Its id in addresses.</param>
/// <param name="Parties">Persons, operators or enterprises to whom it belongs, and accounts that made it.</param>
internal sealed record WalkThing(string Name, string Kind, string Id, params string[] Parties)
{
    /// <summary>The id of what is below it, where an address has both; null: none.</summary>
    public string? Below { get; init; }

    /// <summary>The child unit of the enterprise whose it is; null: of the whole.</summary>
    public string? Unit { get; init; }

    /// <summary>The authority whose it is; null: nobody's of the road.</summary>
    public string? Place { get; init; }

    /// <summary>An enterprise that asked the driver, who has not consented; null: none.</summary>
    public string? AskedBy { get; init; }

    /// <summary>The desks of that authority whose it is.</summary>
    public string Desks { get; init; } = "road";

    /// <summary>
    /// How somebody stands to it: the role, with "own", "otherUnit" or "other" behind it for parties, "desk" or
    /// "elsewhere" for officers ("otherDesk": of no desk that has such things), and nothing for offices that are there
    /// once; "employer.asked": no answer to its request yet.
    /// </summary>
    public string StandingOf(WalkCaller who) => who.Role switch
    {
        "officer" => !Desks.Split(' ').Intersect(who.Desks.Split(' ')).Any() ? "officer.otherDesk"
            : Place?.StartsWith(who.Reach!, StringComparison.Ordinal) == true ? "officer.desk" : "officer.elsewhere",
        "employer" when who.Party == AskedBy => "employer.asked",
        "employer" => who.Party is null || !Parties.Contains(who.Party) ? "employer.other"
            : who.Unit is null || who.Unit == Unit ? "employer.own" : "employer.otherUnit",
        "holder" or "operator" or "enforcement" =>
            (who.Party is not null && Parties.Contains(who.Party)) || Parties.Contains(who.AccountId)
                ? who.Role + ".own" : who.Role + ".other",
        _ => who.Role,
    };
}

/// <summary>A number, a phone or an address that stands nowhere else.</summary>
/// <param name="What">What a failure calls it.</param>
/// <param name="Value">The text.</param>
/// <param name="SeenBy">The names of those who may see the whole of it.</param>
internal sealed record WalkSecret(string What, string Value, params string[] SeenBy);
