namespace OrleansRegistry.Api.Tests.Walks;

/// <summary>
/// Who may do what to whose thing; by http.md 3, 4 and 9 and rules.md H.24 to H.26, and by nothing else.
/// </summary>
/// <param name="Method">GET, POST or DELETE.</param>
/// <param name="Path">Under /api/v1, with {id} where the thing's stands.</param>
/// <param name="Kind">The kind of thing.</param>
/// <param name="Door">The roles for which there is such a route; the others are refused whatever is there.</param>
/// <param name="May">How somebody has to stand to the thing.</param>
/// <param name="Body">A body that says nothing wrong.</param>
internal sealed record OwnerRow(
    string Method, string Path, string Kind, string Door, string May, string Body = "{}")
{
    /// <summary>What an officer of another reach or desk is answered.</summary>
    public string Elsewhere { get; init; } = OwnerTable.OtherAuthority;

    /// <summary>What an officer of a desk that has no such things is answered; null: the same.</summary>
    public string? OtherDesk { get; init; }

    /// <summary>What an enterprise that has asked the driver is answered until the driver consents (H.25).</summary>
    public string Asked { get; init; } = OwnerTable.NotFound;

    /// <summary>What whoever knows of the thing and may not is answered.</summary>
    public string NotTheirs { get; init; } = OwnerTable.NotAllowed;

    /// <summary>What the driver is answered where the act is the employer's; null: as everybody.</summary>
    public string? Driver { get; init; }

    /// <summary>
    /// What a person's account is answered that acts for the person's business, where users of the business may
    /// (docs/adr/0185); null: as they.
    /// </summary>
    public string? Owner { get; init; }

    /// <summary>True where a person has to have proven who it is before anything else.</summary>
    public bool NeedsIdentity { get; init; }

    /// <summary>What a party of the same role is answered.</summary>
    public string Peer { get; init; } = OwnerTable.NotFound;
}

/// <summary>The access rules once more, as data: how each kind is read, and each of its routes.</summary>
internal static class OwnerTable
{
    public const string RealNameRequired = "403 REAL_NAME_REQUIRED", NotAllowed = "403 NOT_ALLOWED",
        NotFound = "404 NOT_FOUND",
        OtherAuthority = "403 OTHER_AUTHORITY", Everybody = "holder operator employer officer centre nra enforcement "
            + "admin auditor", Road = "holder officer", Fleet = "operator officer";

    /// <summary>
    /// Who knows that a thing of the kind is there; to all others it is answered like one that is not.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Knows { get; } = new Dictionary<string, string>
    {
        ["certificate"] = "holder.own officer.desk", ["certificateApplication"] = "holder.own officer.desk",
        ["vehicle"] = "operator.own officer.desk", ["vehicleApplication"] = "operator.own officer.desk",
        ["operator"] = "operator.own officer.desk", ["trip"] = "holder.own operator.own officer.desk",
        ["career"] = "holder.own employer.own centre nra",
        ["railApplication"] = "holder.own employer.own centre nra",
        ["employer"] = "employer.own employer.otherUnit centre nra admin",
        ["bindingApplication"] = "holder.own officer.desk",
        ["objection"] = "holder.own officer.desk", ["railObjection"] = "employer.own centre nra",
        ["finding"] = "holder.own operator.own enforcement.own officer.desk",
        ["document"] = "holder.own officer.desk", ["railDocument"] = "holder.own employer.own centre nra",
        ["findingDocument"] = "holder.own operator.own enforcement.own officer.desk",
        ["upload"] = "holder.own operator.own",
        ["person"] = "officer.desk", ["railPerson"] = "centre nra", ["approval"] = "officer.desk",
        ["link"] = "holder.own",
        ["account"] = "admin", ["operatorUser"] = "operator.own", ["employerUser"] = "employer.own",
        ["session"] = "enforcement.own", ["device"] = "enforcement.own", ["notice"] = "holder.own",
        ["employerDriver"] = "employer.own centre nra admin", ["violation"] = "officer.desk", ["fact"] = "officer.desk",
        ["letter"] = "centre nra", ["grantedApplication"] = "holder.own officer.desk",
        ["examApplication"] = "holder.own employer.own centre nra", ["charterOperator"] = "officer.desk",
        ["opinion"] = "officer.desk",
        // Announced to everybody.
        ["examSession"] = "holder.other operator.other employer.other officer.elsewhere officer.otherDesk "
            + "enforcement.other centre nra admin auditor",
    };

    /// <summary>A thing of the kind that is not there.</summary>
    public static IReadOnlyDictionary<string, string> Unknown { get; } = new Dictionary<string, string>
    {
        ["certificate"] = "Q-0000000000000000", ["certificateApplication"] = "Q-0000000000000000.1",
        ["vehicle"] = "V-0000000000000000", ["vehicleApplication"] = "V-0000000000000000.1",
        ["operator"] = "O-0000000000000000", ["trip"] = "T-0000000000000000", ["career"] = "R-0000000000000000",
        ["railApplication"] = "R-0000000000000000.1", ["employer"] = "W-0000000000000000",
        ["bindingApplication"] = "H-0000000000000000.1", ["objection"] = "Y-0000000000000000",
        ["railObjection"] = "Y-0000000000000000", ["finding"] = "Z-0000000000000000",
        ["document"] = "D-0000000000000000", ["railDocument"] = "D-0000000000000000",
        ["findingDocument"] = "D-0000000000000000", ["upload"] = "D-0000000000000000",
        ["person"] = "P-0000000000000000", ["railPerson"] = "P-0000000000000000",
        ["approval"] = "H-0000000000000000.1", ["link"] = "P-0000000000000000.l1",
        ["account"] = "A-0000000000000000", ["operatorUser"] = "O-0000000000000000",
        ["employerUser"] = "W-0000000000000000", ["session"] = "nothing", ["device"] = "nothing",
        ["notice"] = "999999999",
        ["employerDriver"] = "W-0000000000000000", ["violation"] = "V-0000000000000000",
        ["fact"] = "P-0000000000000000", ["letter"] = "W-0000000000000000.1",
        ["grantedApplication"] = "Q-0000000000000000.1", ["examApplication"] = "R-0000000000000000.1",
        ["charterOperator"] = "O-0000000000000000", ["examSession"] = "X-0000000000000000",
        ["opinion"] = "Q-0000000000000000.1",
    };

    /// <summary>Routes with something in their address that is nobody's, and what is looked at instead.</summary>
    public static IReadOnlyDictionary<string, string> NotWalked { get; } = new Dictionary<string, string>
    {
        ["GET /docs/{documentName?}"] = "open",
        ["GET /status-list/{n}"] = "open", ["GET /api/v1/samples/{kind}"] = "open",
        ["GET /api/v1/services/{serviceId}"] = "open", ["GET /api/v1/verify/{token}"] = "open",
        ["GET /v/{token}"] = "open", ["GET /api/v1/audit/proof/{kind}/{id}"] = "by each kind: OwnerTableOfReads",
        ["GET /calendar/{secret}.ics"] = "whoever has the secret: CalendarTests",
        ["POST /api/v1/recoveries/{recoveryId}"] = "whoever has the manager's code: LostPhoneTests",
        ["POST /api/v1/me/recoveries/{id}/object"] = "LostPhoneTests",
        ["GET /api/v1/me/drafts/{key}"] = "a key is the caller's own", ["PUT /api/v1/me/drafts/{key}"] = "the same",
        ["DELETE /api/v1/me/drafts/{key}"] = "the same",
        ["POST /api/v1/admin/keys/{kid}/retire"] = "of the registry: AccessTests",
        ["POST /api/v1/admin/parked/{id}/retry"] = "of the registry: AccessTests",
    };

    public static IReadOnlyList<OwnerRow> Rows { get; } =
        [.. OwnerTableOfReads.Rows, .. OwnerTableOfCommands.Rows, .. OwnerTableOfReviews.Rows,
            .. OwnerTableOfAccounts.Rows];
}
