namespace OrleansRegistry.Domain.Rules;

/// <summary>
/// The laws and notices on which the registry rests, as people are shown them: title and article, in Chinese, since
/// they can be looked up in Chinese. Notes of ours are not among them. Where only a guide (办事指南) has a rule, the guide
/// is cited.
/// </summary>
public static class Citations
{
    /// <summary>The provisions on road-transport personnel (道路运输从业人员管理规定).</summary>
    private const string Personnel = "《道路运输从业人员管理规定》";

    /// <summary>Conditions of drivers and of those who handle dangerous goods. rules.md D.1.</summary>
    public const string PersonnelConditions = Personnel + "第九条至第十一条";

    /// <summary>Validity, renewal, reissue and change of a certificate. rules.md A.4-A.6.</summary>
    public const string PersonnelRenewal = Personnel + "第二十九条";

    /// <summary>Cancellation of a certificate. rules.md A.7.</summary>
    public const string PersonnelCancellation = Personnel + "第三十二条";

    /// <summary>Cancellation when the driving licence was cancelled or revoked. rules.md A.7 (4).</summary>
    public const string PersonnelDrivingLicence = Personnel + "第三十二条第一款第（四）项";

    /// <summary>The integrity assessment (诚信考核). rules.md A.3, D.2.</summary>
    public const string Assessment = "《道路运输驾驶员诚信考核办法》（交运规〔2022〕6号）";

    /// <summary>The provisions on goods transport (道路货物运输及站场管理规定). rules.md D.3.</summary>
    public const string Freight = "《道路货物运输及站场管理规定》";

    /// <summary>What a charter must have and carry. rules.md C.4, D.5.</summary>
    public const string Charter = "《道路旅客运输及客运站管理规定》第五十七条";

    /// <summary>The notice that brought in the electronic certificate (省际包车电子凭证). rules.md C.</summary>
    public const string CharterNotice = "云交运输便〔2024〕266号";

    /// <summary>The measures on railway driver licences in force. rules.md B.3, B.4, D.4.</summary>
    public const string Rail = "《铁路机车车辆驾驶人员资格许可办法》（交通运输部令2024年第9号）";

    /// <summary>Its rules on first applications (初次申请). rules.md B.3.</summary>
    public const string RailFirst = Rail + "关于初次申请的规定";

    /// <summary>Its rules on further classes (增驾). rules.md B.4.</summary>
    public const string RailUpgrade = Rail + "关于增驾的规定";

    /// <summary>Its rules on revocation (撤销). rules.md B.8.</summary>
    public const string RailRevocation = Rail + "关于撤销的规定";

    /// <summary>Its rules on cancellation (注销). rules.md B.9.</summary>
    public const string RailCancellation = Rail + "关于注销的规定";

    private const string RailDetails = "《铁路机车车辆驾驶人员资格许可实施细则》（国铁设备监规〔2020〕15号）";

    /// <summary>Validity of a licence and its renewal. rules.md B.5.</summary>
    public const string RailValidity = RailDetails + "第二十九条";

    /// <summary>Who hands in a renewal or a reissue, and how. rules.md B.7.</summary>
    public const string RailChanges = RailDetails + "第三十条";

    /// <summary>Both. rules.md B.5.</summary>
    public const string RailRenewal = RailDetails + "第二十九条、第三十条";

    /// <summary>The page of the National Railway Administration on this licence. rules.md B.</summary>
    public const string RailGuide = "国家铁路局“铁路机车车辆驾驶人员资格认定”办事指南";

    /// <summary>Credit codes (统一社会信用代码). rules.md E.3.</summary>
    public const string CreditCodes = "《法人和其他组织统一社会信用代码编码规则》（GB 32100）";

    /// <summary>The guide to the cross-province services (跨省通办). rules.md A.0.</summary>
    public const string Guide = "《河南省道路运输高频服务事项“跨省通办”办理指南》（2022年9月）";

    /// <summary>Real-name authentication. rules.md A.1.</summary>
    public const string GuideRealName = Guide + "“实名认证”";

    /// <summary>Binding of an operating permit. rules.md A.2.</summary>
    public const string GuidePermit = Guide + "“道路运输经营许可证绑定”";

    /// <summary>Integrity assessment. rules.md A.3.</summary>
    public const string GuideAssessment = Guide + "“诚信考核申请”";

    /// <summary>Renewal of a certificate. rules.md A.4.</summary>
    public const string GuideRenewal = Guide + "“从业资格证换发”";

    /// <summary>Reissue of a certificate. rules.md A.5.</summary>
    public const string GuideReissue = Guide + "“从业资格证补发”";

    /// <summary>Change of a certificate. rules.md A.6.</summary>
    public const string GuideChange = Guide + "“从业资格证变更”";

    /// <summary>Cancellation of a certificate. rules.md A.7.</summary>
    public const string GuideCancellation = Guide + "“从业资格证注销”";

    /// <summary>Annual review of a vehicle. rules.md A.8.</summary>
    public const string GuideReview = Guide + "“普通货运车辆网上年审申请”";

    /// <summary>Reissue of a vehicle's certificate. rules.md A.9.</summary>
    public const string GuideVehicleReissue = Guide + "“货运车辆道路运输证补发”";

    /// <summary>Renewal of a vehicle's certificate. rules.md A.10.</summary>
    public const string GuideVehicleRenewal = Guide + "“货运车辆道路运输证换发”";

    /// <summary>Cancellation of a vehicle's certificate. rules.md A.11.</summary>
    public const string GuideVehicleCancellation = Guide + "“货运车辆道路运输证注销”";
}
