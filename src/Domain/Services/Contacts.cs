using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Services;

/// <summary>A place where one can ask or complain.</summary>
/// <param name="Id">Its name in contacts.json.</param>
/// <param name="Names">Its name.</param>
/// <param name="Address">Its postal address, where a source gives one; null: the operator's data has it.</param>
/// <param name="PostCode">Its post code.</param>
public sealed record ContactPlace(string Id, LocalText Names, LocalText? Address = null, string? PostCode = null);

/// <summary>How a place can be reached, as the operator of the registry has set it.</summary>
public sealed record ContactData(string? Phone = null, string? Mail = null);

/// <summary>The places that guides name.</summary>
public static class ContactPlaces
{
    /// <summary>The desk that decides, for questions about a result (seed 000 L248).</summary>
    public static ContactPlace Road { get; } = new("roadDesk", new("经办机关业务窗口", "Desk of the deciding authority"));

    /// <summary>Complaints about the road desks.</summary>
    public static ContactPlace RoadComplaints { get; } = new("roadComplaints", new("投诉监督", "Complaints"));

    /// <summary>The charter desk (seed 003).</summary>
    public static ContactPlace Charter { get; } = new("charterDesk", new("省际包车业务咨询", "Charter desk"));

    /// <summary>Questions about railway licences (seed 002 L9).</summary>
    public static ContactPlace RailLicences { get; } = new("railLicences", new("证件咨询", "Questions about licences"),
        new("北京市丰台区五圈路诺德中心三期20号楼 国家铁路局铁路机车车辆驾驶人员资格考试中心",
            "Exam centre, Building 20, Nord Centre III, Wuquan Road, Fengtai, Beijing"));

    /// <summary>Questions of enterprises (seed 002 L10).</summary>
    public static ContactPlace RailEnterprises { get; } =
        new("railEnterprises", new("企业咨询", "Questions of enterprises"));

    /// <summary>Complaints (seed 002 L11-L14).</summary>
    public static ContactPlace RailComplaints { get; } = new("railComplaints", new("投诉", "Complaints"),
        new("北京市丰台区诺德中心三期20号楼12层 铁路专用设备监测与投诉受理中心",
            "Floor 12, Building 20, Nord Centre III, Fengtai, Beijing"), "100070");

    /// <summary>Where letters of enterprises and exam stations go (seed 002 L205-L207).</summary>
    public static ContactPlace RailLetters { get; } = new("railLetters", new(
        "来函主送：国家铁路局装备技术中心（铁路机车车辆驾驶人员资格考试中心）", "Letters: Equipment Technology Centre (exam centre)"));

    /// <summary>Faults of the system (seed 002 L194).</summary>
    public static ContactPlace RailSupport { get; } = new("railSupport", new("系统运维", "Support of the system"));

    /// <summary>Courier's fees that are paid late (seed 002 L203).</summary>
    public static ContactPlace RailCourier { get; } = new("railCourier", new("补缴邮寄费", "Courier's fees paid late"));

    /// <summary>Those of the railway.</summary>
    public static ImmutableArray<ContactPlace> Rail { get; } =
        [RailLicences, RailEnterprises, RailComplaints, RailLetters, RailSupport, RailCourier];

    /// <summary>All of them.</summary>
    public static ImmutableArray<ContactPlace> All { get; } = [Road, RoadComplaints, Charter, .. Rail];
}

/// <summary>
/// Telephone numbers and mail addresses. They are data of whoever runs the registry; the program has none (decisions
/// 13).
/// </summary>
public sealed class Contacts
{
    private readonly ImmutableDictionary<string, ContactData> _known;

    private Contacts(ImmutableDictionary<string, ContactData> known) => _known = known;

    /// <summary>No contact data is set: the place is shown, and that its data is missing.</summary>
    public static Contacts None { get; } = new(ImmutableDictionary<string, ContactData>.Empty);

    /// <summary>For Development: numbers that cannot exist, marked as such.</summary>
    public static Contacts MadeUp { get; } = new(ContactPlaces.All.ToImmutableDictionary(
        place => place.Id,
        place => new ContactData("000-0000-0000（示例，非真实 / example）", place.Id + "@example.invalid")));

    /// <summary>How a place can be reached.</summary>
    public ContactData Of(ContactPlace place) => _known.GetValueOrDefault(place.Id) ?? new ContactData();

    /// <summary>
    /// Reads <c>{"roadDesk": {"phone": "...", "mail": "..."}, ...}</c>. Throws an exception that says what is wrong
    /// with the file.
    /// </summary>
    public static Contacts Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var known = ImmutableDictionary.CreateBuilder<string, ContactData>();
        foreach (var place in document.RootElement.EnumerateObject())
        {
            if (!ContactPlaces.All.Any(one => one.Id == place.Name))
                throw new InvalidDataException($"there is no place {place.Name}");
            var data = new ContactData();
            foreach (var member in place.Value.EnumerateObject())
                data = member.Name switch
                {
                    "phone" => data with { Phone = member.Value.GetString() },
                    "mail" => data with { Mail = member.Value.GetString() },
                    _ => throw new InvalidDataException($"{place.Name} has a member {member.Name}"),
                };
            if (!known.TryAdd(place.Name, data)) throw new InvalidDataException($"{place.Name} is there twice");
        }
        return new Contacts(known.ToImmutable());
    }
}
