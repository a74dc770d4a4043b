using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Services;

/// <summary>Guides of the charter filing (seed 003; rules.md C) and of the proof of identity (A.1, H.24).</summary>
internal static class OtherGuides
{
    public static ServiceGuide Trip { get; } = new()
    {
        Notice = new ServiceNotice(Guides.Version, Consent: false,
        [
            new("一个包车合同对应一次备案；车辆、驾驶员在行程各日须具备有效证件。",
                "One contract, one filing; vehicle and drivers need valid documents on each day."),
            new("起讫地之一应在车籍所在地设区的市。", "One end lies in the city where the vehicle is registered."),
            new("电子包车牌由每名驾驶员接收后方可出示；行程中随车携带合同。",
                "Each driver receives the certificate before showing it, and carries the contract."),
            new("未纳入电子凭证范围的，使用纸质包车牌。", "Outside the electronic scheme the paper plate is used."),
        ]),
        Steps =
        [
            Guides.ReadNotice,
            new("填写行程、车辆、驾驶员和合同信息。", "Fill in journey, vehicle, drivers and contract."),
            new("符合条件的自动审核，其余由经办人审核。", "Reviewed at once where the rule allows, else by an officer."),
            new("下发电子凭证，驾驶员接收；或者打印纸质包车牌。", "Issue the certificate for the drivers, or print the plate."),
            new("行程中出示；返回后自动结束。", "Show it on the way; it ends by itself."),
        ],
        Contacts = [ContactPlaces.Charter],
        Questions =
        [
            new(new("行程有变化怎么办？", "The journey changes."),
                new("发车前修改备案，已下发的凭证作废，重新下发。",
                    "Amend it before the departure; what was issued is void and issued again.")),
        ],
        Nature = new LocalText("备案", "Filing"),
    };

    public static ServiceGuide Identity { get; } = new()
    {
        Notice = new ServiceNotice(Guides.Version, Consent: false,
        [
            new("所填资料应当真实、准确、完整、合法有效。", "What is filled in has to be true, complete and lawful."),
            new("实名认证身份信息仅用于本人证件的申请和办理。", "The identity is used for one's own documents alone."),
            new("不得冒用他人名义。", "Nobody acts in the name of another."),
            new("一个身份证号只能绑定一个账号。", "One number is bound to one account."),
        ]),
        Steps =
        [
            Guides.ReadNotice,
            new("填写姓名和证件号码，上传证件正反面。", "Fill in name and number, upload both sides of the card."),
            new("核对读出的信息，提交审核。", "Compare what was read and hand it in."),
            new("{identity} 个工作日内决定；决定后 72 小时内部分业务受限。",
                "Decided within {identity} working days; for 72 hours after it some services are barred."),
        ],
        Contacts = [ContactPlaces.Road, ContactPlaces.RoadComplaints],
        Nature = new LocalText("办理服务事项的前提", "Comes before every service"),
    };
}
