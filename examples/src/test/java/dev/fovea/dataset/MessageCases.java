package dev.fovea.dataset;

import static dev.fovea.dataset.RuleLines.GOOD;
import static dev.fovea.dataset.RuleLines.SHOWN;
import static dev.fovea.dataset.RuleLines.call;
import static dev.fovea.dataset.RuleLines.preference;
import static dev.fovea.dataset.RuleLines.talk;

import java.util.List;

/** Rules about messages, what they hold, tools and preferences. */
final class MessageCases {
  private static final String SYSTEM = "{'role':'system','content':'Be brief.'}";
  private static final String REFUSED = "The job fails while it validates the file.";

  private MessageCases() {}

  static List<RuleCase> messages() {
    return List.of(
        RuleCase.of(Rule.EMPTY_MESSAGES, REFUSED).bad(talk("")),
        RuleCase.of(Rule.FIRST_ROLE, "What the assistant says first answers nothing.")
            .limit("first-roles")
            .bad(talk("{'role':'assistant','content':'Hello'},USER,ANSWER")),
        RuleCase.of(Rule.INVALID_MESSAGE, REFUSED).bad(talk("'What is the total?',ANSWER")),
        RuleCase.of(Rule.INVALID_MESSAGES, REFUSED).bad("{'messages':'What is the total?'}\n"),
        RuleCase.of(Rule.INVALID_ROLE, REFUSED)
            .limit("roles")
            .bad(talk("USER,{'role':'bot','content':'One moment.'},ANSWER")),
        RuleCase.of(Rule.MISSING_ANSWER, "There is nothing to learn, and the job fails.")
            .bad(GOOD + talk("{'role':'user','content':'And the tax?'}")),
        RuleCase.of(Rule.MISSING_ROLE, REFUSED).bad(talk("{'content':'Total?'},ANSWER")),
        RuleCase.of(
                Rule.NOTHING_TO_LEARN,
                "The example is paid for, and the model learns nothing of it.")
            .bad(talk("USER,{'role':'assistant','content':'EUR 12.40','weight':0}")),
        RuleCase.of(
                Rule.ROLE_ORDER, "Two turns of one side are no conversation that is served later.")
            .limit("repeated-roles")
            .bad(talk("USER,{'role':'assistant','content':'One moment.'},ANSWER")),
        RuleCase.of(Rule.SYSTEM_NOT_FIRST, "Later, the system message will stand first as well.")
            .bad(talk("USER," + SYSTEM + ",ANSWER"))
            .good(talk(SYSTEM + ",USER,ANSWER")),
        RuleCase.of(Rule.UNUSUAL_ROLE, "It is documented for another kind of example only.")
            .at("openai")
            .limit("roles.conversation")
            .bad(talk("{'role':'developer','content':'Be brief.'},USER,ANSWER"))
            .good(talk(SYSTEM + ",USER,ANSWER")),
        RuleCase.of(Rule.INVALID_WEIGHT, REFUSED)
            .bad(talk("USER,{'role':'assistant','content':'EUR 12.40','weight':2}"))
            .good(talk("USER,{'role':'assistant','content':'EUR 12.40','weight':1}")),
        RuleCase.of(Rule.WEIGHT_ROLE, "Answers alone are learnt, so answers alone are weighed.")
            .at("fireworks", "openai")
            .limit("weight-roles")
            .bad(talk("{'role':'user','content':'Total?','weight':0},ANSWER")),
        RuleCase.of(Rule.WEIGHTED_PICTURE, REFUSED)
            .at("together")
            .bad(SHOWN.replace("'user',", "'user','weight':1,"))
            .good(SHOWN.replace("'user',", "'user','weight':0,")));
  }

  static List<RuleCase> contents() {
    String text = "{'role':'user','content':[{'type':'text','text':7}]},SAID";
    return List.of(
        RuleCase.of(Rule.EMPTY_CONTENT, "The message says nothing; a list wants at least one part.")
            .bad(talk("{'role':'user','content':[]},SAID"))
            .good(talk("ASKED,SAID")),
        RuleCase.of(Rule.INVALID_CONTENT, REFUSED).bad(talk("{'role':'user','content':7},ANSWER")),
        RuleCase.of(Rule.INVALID_PART, REFUSED)
            .bad(talk("{'role':'user','content':['What is the total?']},SAID"))
            .good(talk("ASKED,SAID")),
        RuleCase.of(Rule.INVALID_REFUSAL, REFUSED)
            .at("openai")
            .limit("answer-parts")
            .bad(talk("USER,{'role':'assistant','content':[{'type':'text','text':'No.'},"
                + "{'type':'refusal','refusal':'I may not say it.'}]}"))
            .good(talk("USER,{'role':'assistant','content':[{'type':'refusal',"
                + "'refusal':'I may not say it.'}]}")),
        RuleCase.of(Rule.INVALID_REASONING, "What was thought is a text, as what was said is.")
            .bad(talk("USER,{'role':'assistant','content':'EUR 12.40','reasoning_content':7}")),
        RuleCase.of(Rule.INVALID_TEXT, REFUSED).bad(talk(text)).good(talk("ASKED,SAID")),
        RuleCase.of(Rule.MISSING_CONTENT, REFUSED).bad(talk("{'role':'user'},ANSWER")),
        RuleCase.of(Rule.MISSING_TYPE, REFUSED)
            .bad(talk("{'role':'user','content':[{'text':'What is the total?'}]},SAID"))
            .good(talk("ASKED,SAID")),
        RuleCase.of(Rule.MIXED_CONTENT, REFUSED)
            .at("together")
            .limit("content-forms")
            .bad(talk("ASKED,ANSWER"))
            .good(talk("ASKED,SAID")),
        RuleCase.of(Rule.REASONING_NAME, "Under this name it is not read, and not learnt.")
            .at("fireworks")
            .limit("reasoning")
            .bad(talk("USER,{'role':'assistant','content':'EUR 12.40','reasoning':'8 + 4.40'}"))
            .good(talk(
                "USER,{'role':'assistant','content':'EUR 12.40','reasoning_content':'8 + 4.40'}")),
        RuleCase.of(Rule.UNKNOWN_PART_TYPE, REFUSED)
            .bad(talk("{'role':'user','content':[TEXT,{'type':'image','path':'7.png'}]},SAID"))
            .good(talk("ASKED,SAID")));
  }

  /** A conversation with a call in the old way. */
  private static String called(String call, String name) {
    return talk("USER,{'role':'assistant','content':null,'function_call':{" + call
        + "}},{'role':'function'," + name + "'content':'12.40'},ANSWER");
  }

  private static String tool(String name) {
    return "{'tools':[{'type':'function','function':{'name':'" + name + "'}}],'mess";
  }

  static List<RuleCase> tools() {
    String good = call("{'name':'total','arguments':'{}'}");
    return List.of(
        RuleCase.of(Rule.EMPTY_TOOLS, REFUSED)
            .at("together")
            .bad(GOOD.replace("{'mess", "{'tools':[],'mess")),
        RuleCase.of(Rule.INVALID_FUNCTIONS, REFUSED)
            .at("openai")
            .limit("max-functions")
            .bad(GOOD.replace("{'mess", "{'functions':[],'mess")),
        RuleCase.of(
                Rule.INVALID_FUNCTION_CALL, "The model would learn to write calls nobody can run.")
            .at("openai")
            .limit("max-functions")
            .bad(called("'arguments':'{}'", "'name':'total',"))
            .good(called("'name':'total','arguments':'{}'", "'name':'total',")),
        RuleCase.of(Rule.INVALID_NAME, REFUSED)
            .at("openai")
            .limit("named-roles")
            .bad(called("'name':'total','arguments':'{}'", ""))
            .good(called("'name':'total','arguments':'{}'", "'name':'total',")),
        RuleCase.of(Rule.INVALID_PARALLEL_TOOL_CALLS, REFUSED)
            .at("openai")
            .bad(GOOD.replace("{'mess", "{'parallel_tool_calls':'no','mess")),
        RuleCase.of(Rule.INVALID_TOOL_CALL, "The model would learn to write calls nobody can run.")
            .bad(call("{'name':'total','arguments':'{'}"))
            .good(good),
        RuleCase.of(Rule.INVALID_TOOL_CALL_ID, REFUSED)
            .bad(good.replace("'tool_call_id':'c1'", "'tool_call_id':7"))
            .good(good),
        RuleCase.of(Rule.INVALID_TOOLS, REFUSED)
            .bad(GOOD.replace("{'mess", "{'tools':[{'name':'total'}],'mess"))
            .good(good),
        RuleCase.of(Rule.MISSING_TOOL_CALL_ID, REFUSED)
            .at("openai")
            .limit("tool-members")
            .bad(good.replace("'tool_call_id':'c1',", ""))
            .good(good),
        RuleCase.of(
                Rule.TOOL_ARGUMENTS_UNCHECKED,
                "They were not kept in memory; that they are JSON is not known.")
            .bad(call("{'name':'total','arguments':'{\\'note\\':\\'" + "twelve forty ".repeat(6_000)
                + "\\'}'}"))
            .good(good),
        RuleCase.of(Rule.TOOL_CALLS_ROLE, REFUSED)
            .bad(talk("{'role':'user','content':'Total?','tool_calls':[]},ANSWER")),
        RuleCase.of(Rule.TOOL_NAME, REFUSED)
            .at("openai")
            .limit("max-tool-name-chars")
            .bad(GOOD.replace("{'mess", tool("the total")))
            .good(GOOD.replace("{'mess", tool("the_total"))),
        RuleCase.of(Rule.UNKNOWN_TOOL, "The model would learn to call what it is not offered.")
            .bad(call("{'name':'sum','arguments':'{}'}"))
            .good(good),
        RuleCase.of(
                Rule.UNMATCHED_TOOL_RESULT,
                "Which call a result belongs to is told by its id alone.")
            .bad(good.replace("'tool_call_id':'c1'", "'tool_call_id':'c2'"))
            .good(good));
  }

  static List<RuleCase> preferences() {
    String good = preference();
    return List.of(
        RuleCase.of(Rule.ASSISTANT_LAST, "There is no question to which the two are answers.")
            .bad(preference("USER,ANSWER", "ANSWER", "{'role':'assistant','content':'Yes'}"))
            .good(good),
        RuleCase.of(Rule.EQUAL_OUTPUTS, "There is nothing to prefer, and it is paid for.")
            .bad(preference("USER", "ANSWER", "ANSWER"))
            .good(good),
        RuleCase.of(Rule.INVALID_INPUT, REFUSED)
            .bad(good.replace("{'messages':[USER]}", "'What is the total?'"))
            .good(good),
        RuleCase.of(Rule.INVALID_OUTPUT, REFUSED)
            .bad(preference("USER", "ANSWER,ANSWER", "{'role':'assistant','content':'Yes'}"))
            .good(good),
        RuleCase.of(Rule.PREFERENCE_NAMES, "The guides write other names, and jobs take those.")
            .at("openai")
            .bad(good.replace("preferred_output", "preferred_completion"))
            .good(good),
        RuleCase.of(Rule.QUESTION_LAST, "There is no question to which the two are answers.")
            .at("fireworks", "openai")
            .limit("question-roles")
            .bad(preference(SYSTEM, "ANSWER", "{'role':'assistant','content':'Yes'}"))
            .good(good));
  }
}
